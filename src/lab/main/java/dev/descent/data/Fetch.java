package dev.descent.data;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.data.PublicSet.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Downloads the files of a published set.
 *
 * <p>A file is written as {@code NAME.part} and gets its own name only when its length and SHA-256
 * are those of the published one. A broken download goes on where it stopped, from the same mirror
 * or the next. Nothing is downloaded for a file that is there and right.
 */
public final class Fetch {
  /** Hears how a download goes. */
  public interface Listener {
    /** Tells how many bytes of a file are there; with all of them it is complete and checked. */
    void progress(RemoteFile file, long bytes);

    /** Tells in one line why a mirror did not give a file; the next mirror is tried. */
    void failed(String line);
  }

  private final Duration connect;
  private final Duration stall;
  private final Listener listener;

  /**
   * @param connect the longest time to wait for a connection
   * @param stall the longest time to wait for the next bytes
   */
  public Fetch(Duration connect, Duration stall, Listener listener) {
    this.connect = connect;
    this.stall = stall;
    this.listener = listener;
  }

  /**
   * Downloads what is missing of a set.
   *
   * @param mirrors folders that hold the files, tried in turn for each file; each ends with a slash
   * @param folder where the files go; made if needed
   * @throws BadInputException if the folder cannot be made
   * @throws UnfitMachineException if no mirror gives a file, or a file cannot be written
   */
  public void download(PublicSet set, List<URI> mirrors, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BadInputException(folder + ": this folder cannot be made: " + e, e);
    }
    try (Transfer transfer = new Transfer(connect, stall, listener)) {
      for (RemoteFile file : set.files()) {
        download(file, mirrors, folder, transfer);
      }
    } catch (IOException e) {
      throw new UnfitMachineException(folder + ": cannot be written: " + e, e);
    }
  }

  private void download(RemoteFile file, List<URI> mirrors, Path folder, Transfer transfer)
      throws IOException {
    Path target = folder.resolve(file.name());
    Path part = folder.resolve(file.name() + ".part");
    boolean complete = Files.exists(target) && isRight(file, target);
    String why = "";
    for (int i = 0; i < mirrors.size() && !complete; i++) {
      URI address = mirrors.get(i).resolve(file.name());
      try {
        download(file, address, part, transfer);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        complete = true;
      } catch (Transfer.MirrorException e) {
        why = address + ": " + e.getMessage();
        listener.failed(why);
      }
    }
    if (!complete) {
      throw new UnfitMachineException(
          target + ": not downloaded; mirrors tried: " + mirrors.size() + ", the last: " + why);
    }
    listener.progress(file, file.bytes());
  }

  /** Leaves the right file in {@code part}, or throws; what is in {@code part} then can go on. */
  private void download(RemoteFile file, URI address, Path part, Transfer transfer)
      throws IOException, Transfer.MirrorException {
    boolean resumed = transfer.complete(file, address, part);
    if (resumed && !isRight(file, part)) {
      // The bytes that were there before may have been the bad ones: this mirror gets a clean
      // chance.
      Files.delete(part);
      transfer.complete(file, address, part);
    }
    if (!isRight(file, part)) {
      Files.delete(part);
      throw new Transfer.MirrorException("not the published file: its SHA-256 is another");
    }
  }

  private static boolean isRight(RemoteFile file, Path path) throws IOException {
    return Files.size(path) == file.bytes() && sha256(path).equals(file.sha256());
  }

  private static String sha256(Path path) throws IOException {
    return new DigestUtils(DigestUtils.getSha256Digest()).digestAsHex(path);
  }
}
