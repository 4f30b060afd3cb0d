package dev.descent.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.worker.Job;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.JobText;
import dev.descent.worker.Supervisor;
import dev.descent.worker.WorkerPool;
import dev.descent.worker.WorkerProcess;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node as an executor uses it, without one. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodeTest {
  /** Says in which process it runs. */
  public static final class InWorker implements Job<Integer, String, List<Long>> {
    @Override
    public List<Long> run(Integer number, Consumer<String> progress) {
      progress.accept("nobody hears this");
      return List.of(number.longValue(), ProcessHandle.current().pid());
    }
  }

  /** The same in the node's process. */
  public static final class InNode implements Supervisor<Integer, Void, List<Long>> {
    @Override
    public List<Long> run(Integer number, Consumer<Void> progress) {
      return List.of(number.longValue(), ProcessHandle.current().pid());
    }
  }

  /** Fails, in many ways. */
  public static final class Fails implements Job<String, Void, String> {
    @Override
    public String run(String how, Consumer<Void> progress) throws Exception {
      switch (how) {
        case "input" -> throw new BadInputException("a bad\nword");
        case "machine" -> throw new UnfitMachineException("a bad\nmachine");
        case "halt" -> Runtime.getRuntime().halt(7);
        default -> throw new Exception("two\nlines");
      }
      return "";
    }
  }

  private final WorkerPool pool =
      new WorkerPool(2, new WorkerProcess.Options(List.of("-Xmx64m"), Map.of(), line -> {}));

  private PrintStream toNode;
  private BufferedReader fromNode;
  private Thread node;

  @BeforeEach
  void start() throws Exception {
    PipedInputStream in = new PipedInputStream(1 << 16);
    toNode = new PrintStream(new PipedOutputStream(in), true);
    PipedInputStream replies = new PipedInputStream(1 << 16);
    PrintStream out = new PrintStream(new PipedOutputStream(replies), true);
    fromNode = new BufferedReader(new InputStreamReader(replies));
    node = new Thread(() -> Node.serve(in, out, pool));
    node.start();
  }

  @AfterEach
  void end() {
    pool.close();
  }

  /** The number of a job, and its reply. */
  private String[] reply() throws Exception {
    String[] words = fromNode.readLine().split(" ", 3);
    assertEquals("done", words[1]);
    return new String[] {words[0], words[2]};
  }

  @Test
  @DisplayName("jobs are done in workers, supervisors in the node; replies have the job's number")
  void replies() throws Exception {
    toNode.println("17 " + JobText.request(InWorker.class, 1));
    toNode.println("4 " + JobText.request(InNode.class, 2));
    Map<String, String> replies = new HashMap<>();
    for (int i = 0; i < 2; i++) {
      String[] reply = reply();
      replies.put(reply[0], reply[1]);
    }
    List<Long> worker = JobText.result(InWorker.class, replies.get("17"));
    List<Long> supervisor = JobText.result(InNode.class, replies.get("4"));
    long here = ProcessHandle.current().pid();
    assertEquals(1, worker.get(0));
    assertTrue(worker.get(1) != here, "not in a worker");
    assertEquals(List.of(2L, here), supervisor);
  }

  @Test
  @DisplayName("whatever becomes of a job, it has one reply of one line, and the node goes on")
  void failures() throws Exception {
    Map<String, Class<? extends RuntimeException>> kinds =
        Map.of(
            "input", BadInputException.class,
            "halt", JobFailedException.class,
            "else", JobFailedException.class);
    for (var kind : kinds.entrySet()) {
      toNode.println("1 " + JobText.request(Fails.class, kind.getKey()));
      String said = reply()[1];
      assertThrows(kind.getValue(), () -> JobText.result(Fails.class, said));
    }
    toNode.println("2 {\"job\":\"no.such.Job\",\"input\":null}");
    String unknown = reply()[1];
    assertThrows(JobFailedException.class, () -> JobText.result(Fails.class, unknown));
    toNode.println("6 " + JobText.request(Fails.class, "machine"));
    assertEquals("6 unfit a bad machine", fromNode.readLine());
    toNode.println("3 " + JobText.request(InWorker.class, 5));
    assertEquals(5, JobText.result(InWorker.class, reply()[1]).get(0));
  }

  @Test
  @DisplayName("a job for another build is not done")
  void otherBuild() throws Exception {
    String request = JobText.request(InNode.class, 1);
    toNode.println("1 " + request.replaceFirst("\"kit\":\"....", "\"kit\":\"0000"));
    String said = fromNode.readLine();
    assertTrue(said.startsWith("1 unfit the project there is another build"), said);
  }

  @Test
  @DisplayName("it ends with its input")
  void ends() throws Exception {
    toNode.close();
    node.join();
    assertFalse(node.isAlive());
  }
}
