package dev.descent.report;

import java.util.List;
import java.util.Map;

/**
 * A page, written from top to bottom: one text for the browser and for whoever reads Markdown. All
 * words may come from anywhere; no page makes more of them than text.
 */
public interface Report {
  /** Adds a paragraph that stands out: what the page says, in short. */
  Report lead(String text);

  /** Adds a heading. */
  Report heading(String text);

  /** Adds a heading below the last {@link #heading}. */
  Report subheading(String text);

  /** Adds a paragraph. */
  Report paragraph(String text);

  /** Adds a list. */
  Report list(List<String> items);

  /** Adds text in which each character has the same width and line ends stay, as for commands. */
  Report code(String text);

  /** Adds names with their values, as for settings, in the order of the map. */
  Report definitions(Map<String, String> values);

  /**
   * Adds a table. The first cell of a row is the row's heading.
   *
   * @param rows each with as many cells as there are columns
   */
  Report table(String caption, List<Column> columns, List<List<String>> rows);

  /**
   * Adds a picture that is in a file beside the page, too.
   *
   * @param file its plain name
   * @param png its content
   * @param alt what it shows, for those who cannot see it
   * @param caption what stands below it
   */
  Report picture(String file, byte[] png, String alt, String caption);
}
