package dev.descent.web.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns in lines of formulas. Two blanks or more end a piece of a line; where pieces of
 * several lines begin one below another, there is a column.
 *
 * @param columns how many
 * @param rows the lines; one without cells is empty
 */
record FormulaGrid(int columns, List<List<Cell>> rows) {
  private static final Pattern PIECE = Pattern.compile("\\S++(?:\\s\\S++)*+");
  private static final Pattern RELATION = Pattern.compile("[=←].*");

  /**
   * A cell.
   *
   * @param column its first, from 0
   * @param span how many columns are its own: all up to the next cell
   * @param pieces what stands in it, with wide gaps between them
   */
  record Cell(int column, int span, List<String> pieces) {}

  private record Piece(int start, String text) {}

  static FormulaGrid of(String text) {
    List<List<Piece>> lines =
        text.replace("\t", "    ")
            .stripTrailing()
            .stripIndent()
            .lines()
            .map(FormulaGrid::pieces)
            .collect(Collectors.toCollection(ArrayList::new));
    Map<Integer, List<Piece>> byStart = new TreeMap<>();
    lines.forEach(
        line ->
            line.forEach(
                piece ->
                    byStart.computeIfAbsent(piece.start(), s -> new ArrayList<>()).add(piece)));
    TreeSet<Integer> starts = new TreeSet<>();
    starts.add(0);
    byStart.forEach(
        (start, pieces) -> {
          if (pieces.size() > 1) {
            starts.add(start);
            if (pieces.stream().allMatch(piece -> RELATION.matcher(piece.text()).matches())) {
              lines.replaceAll(line -> splitAt(start, line));
            }
          }
        });
    return new FormulaGrid(starts.size(), lines.stream().map(line -> row(line, starts)).toList());
  }

  private static List<Piece> pieces(String line) {
    List<Piece> pieces = new ArrayList<>();
    Matcher next = PIECE.matcher(line);
    while (next.find()) {
      pieces.add(new Piece(width(line.substring(0, next.start())), next.group()));
    }
    return pieces;
  }

  /** How many signs a terminal shows; a hat stands over the sign before it. */
  private static int width(String text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }

  /** Ends a piece where = or ← stands below those of other lines, with one blank before it. */
  private static List<Piece> splitAt(int start, List<Piece> line) {
    List<Piece> split = new ArrayList<>();
    for (Piece piece : line) {
      Matcher relation = Pattern.compile(" [=←]").matcher(piece.text());
      int at = 0;
      while (at == 0 && relation.find()) {
        if (piece.start() + width(piece.text().substring(0, relation.start() + 1)) == start) {
          at = relation.start();
        }
      }
      if (at == 0) {
        split.add(piece);
      } else {
        split.add(new Piece(piece.start(), piece.text().substring(0, at)));
        split.add(new Piece(start, piece.text().substring(at + 1)));
      }
    }
    return split;
  }

  private static List<Cell> row(List<Piece> line, SortedSet<Integer> starts) {
    // By the column that it is under, each cell's pieces; one that no column begins with is joined.
    Map<Integer, List<String>> cells = new TreeMap<>();
    int column = 0;
    for (Piece piece : line) {
      if (cells.isEmpty() || starts.contains(piece.start())) {
        column = starts.headSet(piece.start() + 1).size() - 1;
      }
      cells.computeIfAbsent(column, c -> new ArrayList<>()).add(piece.text());
    }
    List<Integer> columns = new ArrayList<>(cells.keySet());
    columns.add(starts.size());
    List<Cell> row = new ArrayList<>();
    for (int i = 0; i + 1 < columns.size(); i++) {
      int first = columns.get(i);
      row.add(new Cell(first, columns.get(i + 1) - first, List.copyOf(cells.get(first))));
    }
    return row;
  }
}
