package dev.descent.web.server;

import dev.descent.web.page.Page;
import java.util.Optional;

/** A site of nothing. */
class NoCourse implements Site {
  @Override
  public Optional<Page> page(String file) {
    return Optional.empty();
  }

  @Override
  public Optional<CourseServer.Content> file(String address) {
    return Optional.empty();
  }

  @Override
  public Optional<Object> ask(String path) {
    return Optional.empty();
  }

  @Override
  public Optional<Object> change(String path, String body) {
    return Optional.empty();
  }
}
