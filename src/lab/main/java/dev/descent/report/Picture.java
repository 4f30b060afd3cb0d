package dev.descent.report;

import java.util.Base64;

/**
 * The content of a picture's file.
 *
 * @param type image/svg+xml, image/png or image/gif
 */
public record Picture(byte[] bytes, String type) {

  /** The picture as an address that holds it. */
  String data() {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
