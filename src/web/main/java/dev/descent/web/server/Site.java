package dev.descent.web.server;

import dev.descent.web.page.Page;
import java.util.Optional;

/** What the server has to say, without HTTP. Where an answer is empty, there is no such thing. */
public interface Site {
  /** The page of this file name. */
  Optional<Page> page(String file);

  /** A file that pages show or link to, by its address. */
  Optional<CourseServer.Content> file(String address);

  /** What a page asks for; nothing changes. */
  Optional<Object> ask(String path);

  /**
   * What a page has done.
   *
   * @param body JSON, as it came
   * @throws dev.descent.BadInputException where the body is not as it must be
   */
  Optional<Object> change(String path, String body);
}
