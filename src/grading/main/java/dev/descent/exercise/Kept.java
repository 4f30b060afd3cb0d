package dev.descent.exercise;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** An input of a student's code as it was before: its numbers, and the elements of its lists. */
final class Kept {
  /** What is found, in words, where numbers or elements are not as they were. */
  static final String CHANGED = "changed";

  static final String HOLDS_OTHERS = "holds other things";

  private static final String IN_PLACE =
      "\n  cause     a call that writes into the array itself, as muli, assign and putScalar do, or into a"
          + " row or view of it: mul and sub give a new array, dup() a copy";

  private final String what;
  private final List<Object> objects = new ArrayList<>(); // arrays, and their holders
  private final List<@Nullable Object> before = new ArrayList<>(); // the contents of each

  Kept(String what, Object input) {
    this.what = what;
    add(input);
  }

  private void add(@Nullable Object object) {
    if (object instanceof DataSet data) {
      add(data.getFeatures());
      add(data.getLabels());
    } else if (object instanceof List<?> list) {
      list.forEach(this::add);
    } else if (object instanceof Map<?, ?> map) {
      map.values().forEach(this::add);
    } else if (object instanceof Object[] array) {
      Arrays.stream(array).forEach(this::add);
    } else if (object == null || !(object instanceof INDArray) && !object.getClass().isArray()) {
      return; // a number, a word, or nothing
    }
    objects.add(object);
    before.add(contents(object));
  }

  /** A copy of the numbers, or the very elements, in a form that {@code deepEquals} compares. */
  private static @Nullable Object contents(@Nullable Object object) {
    if (object instanceof INDArray array) {
      return array.dup('c').data().asDouble();
    }
    if (object instanceof DataSet data) {
      return new Object[] {contents(data.getFeatures()), contents(data.getLabels())};
    }
    if (object instanceof List<?> list) {
      return new Elements(list.toArray());
    }
    if (object instanceof Map<?, ?> map) {
      return new Object[] {map.keySet().toString(), new Elements(map.values().toArray())};
    }
    if (object instanceof Object[] array) {
      return new Elements(array.clone());
    }
    if (object == null) {
      return null; // somebody has taken it out of its data set
    }
    int length = Array.getLength(object);
    Object copy = Array.newInstance(object.getClass().getComponentType(), length);
    System.arraycopy(object, 0, copy, 0, length);
    return copy;
  }

  /** The same objects in the same order. */
  private record Elements(Object... all) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Elements elements
          && all.length == elements.all.length
          && IntStream.range(0, all.length).allMatch(i -> all[i] == elements.all[i]);
    }

    @Override
    public int hashCode() {
      return all.length;
    }
  }

  /**
   * Fails if it has changed.
   *
   * @param check the number of the check
   */
  void requireUnchanged(int check) {
    for (int i = 0; i < objects.size(); i++) {
      Object after = contents(objects.get(i));
      if (!Arrays.deepEquals(new Object[] {before.get(i)}, new Object[] {after})) {
        String message =
            "%s is an input and must stay as it is\n  before    %s\n  after     %s"
                .formatted(what, inBrief(before.get(i), after), inBrief(after, before.get(i)));
        boolean isHolder = objects.get(i) instanceof DataSet || before.get(i) instanceof Elements;
        throw new CheckFailure(
            message + cause(after, isHolder),
            new CheckFailure.Found(
                check,
                isHolder ? HOLDS_OTHERS : CHANGED,
                after instanceof double[] numbers ? numbers : null,
                0,
                CheckFailure.Evidence.TELLING),
            null);
      }
    }
  }

  private static String cause(@Nullable Object after, boolean isHolder) {
    if (isHolder) {
      return "";
    }
    return after instanceof double[]
        ? IN_PLACE
        : "\n  cause     something is written into the array itself: clone() copies one array, and of an"
            + " array of arrays only the outer one";
  }

  /** Numbers from the first on that the other has not. */
  private static String inBrief(@Nullable Object contents, @Nullable Object other) {
    if (contents instanceof double[] numbers && other instanceof double[] others) {
      int first = Math.max(0, Arrays.mismatch(numbers, others));
      String shown = Check.inBrief(Arrays.copyOfRange(numbers, first, numbers.length));
      return first == 0 ? shown : "[…, " + shown.substring(1);
    }
    return inBrief(contents);
  }

  private static String inBrief(@Nullable Object contents) {
    if (contents instanceof double[] numbers) {
      return Check.inBrief(numbers);
    }
    if (contents instanceof int[] numbers) {
      return Check.inBrief(Arrays.stream(numbers).asDoubleStream().toArray());
    }
    if (contents instanceof Elements elements) {
      return elements.all.length + " elements";
    }
    if (contents instanceof Object[] parts) {
      return Arrays.stream(parts).map(Kept::inBrief).collect(Collectors.joining(" with "));
    }
    return contents instanceof boolean[] values
        ? Arrays.toString(values)
        : String.valueOf(contents);
  }
}
