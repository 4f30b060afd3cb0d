package dev.descent.vandal;

import dev.descent.vandal.Vandal.Ruin;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All that can be changed by somebody who has an object: the arrays behind it and their holders,
 * with their contents when this was made.
 */
final class Reach {
  private static final String ANSWERS = "dev.descent.exercises.";

  /** Something that can be changed. */
  private abstract static class Part {
    final boolean isHolder; // of arrays, and none itself
    private Object before = new Object[0];
    private @Nullable Object ruined;

    Part(boolean isHolder) {
      this.isHolder = isHolder;
    }

    /** Its contents now, in a form that {@link Arrays#deepEquals} compares. */
    abstract Object read();

    abstract void write(Object contents);

    abstract void ruin(Ruin ruin);
  }

  private final List<Part> parts = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  Reach(Collection<?> roots) {
    roots.forEach(this::add);
  }

  /** The contents of the final fields of an answer's own object. */
  static List<@Nullable Object> lasting(@Nullable Object object) {
    List<@Nullable Object> all = new ArrayList<>();
    if (object != null) {
      for (Field field : object.getClass().getDeclaredFields()) {
        if (Modifier.isFinal(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
          all.add(value(field, object));
        }
      }
    }
    return Collections.unmodifiableList(all);
  }

  private static @Nullable Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean has(Object object) {
    return seen.contains(object);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Tells whether there is a list, a map, a data set or the like among it. */
  boolean hasHolders() {
    return parts.stream().anyMatch(part -> part.isHolder);
  }

  void ruin(Ruin ruin) {
    for (Part part : parts) {
      if (part.isHolder == (ruin == Ruin.EMPTY)) {
        part.ruin(ruin);
        part.ruined = part.read();
      }
    }
  }

  /** Brings back the contents from when this was made. */
  void restore() {
    parts.forEach(part -> part.write(part.before));
  }

  /** The same for what nobody has written to since it was ruined. */
  void restoreRuins() {
    parts.stream()
        .filter(part -> part.ruined != null && isSame(part.read(), part.ruined))
        .forEach(part -> part.write(part.before));
  }

  boolean isRuined() {
    return parts.stream().anyMatch(part -> part.ruined != null);
  }

  boolean isChanged() {
    return parts.stream().anyMatch(part -> !isSame(part.read(), part.before));
  }

  private static boolean isSame(Object a, @Nullable Object b) {
    return Arrays.deepEquals(new Object[] {a}, new Object[] {b});
  }

  private void add(Part part) {
    part.before = part.read();
    parts.add(part);
  }

  private void add(@Nullable Object object) {
    if (object == null || !seen.add(object)) {
      return;
    }
    if (object instanceof INDArray array) {
      array(array);
    } else if (object instanceof DataSet data) {
      dataSet(data);
    } else if (object instanceof MultiLayerNetwork network) {
      network(network);
    } else if (object instanceof DataSetIterator batches) {
      batches(batches);
    } else if (object instanceof Collection<?> collection) {
      collection(collection);
    } else if (object instanceof Map<?, ?> map) {
      map(map);
    } else if (object instanceof Optional<?> value) {
      value.ifPresent(this::add);
    } else if (object.getClass().isArray()) {
      array(object);
    } else if (object instanceof Record || isAnswers(object.getClass())) {
      fields(object);
    }
  }

  private void array(INDArray array) {
    if (array.isEmpty()) {
      return;
    }
    add(
        new Part(false) {
          @Override
          Object read() {
            return array.dup('c').data().asDouble();
          }

          @Override
          void write(Object contents) {
            array.assign(
                Nd4j.createFromArray((double[]) contents)
                    .reshape('c', array.shape())
                    .castTo(array.dataType()));
          }

          @Override
          void ruin(Ruin ruin) {
            array.assign(ruin == Ruin.ZERO ? 0 : Double.NaN);
          }
        });
  }

  private void array(Object array) {
    int length = Array.getLength(array);
    Class<?> type = array.getClass().getComponentType();
    if (!type.isPrimitive()) {
      for (int i = 0; i < length; i++) {
        add(Array.get(array, i));
      }
    }
    add(
        new Part(!type.isPrimitive()) {
          @Override
          Object read() {
            Object contents = Array.newInstance(type, length);
            System.arraycopy(array, 0, contents, 0, length);
            return contents;
          }

          @Override
          void write(Object contents) {
            System.arraycopy(contents, 0, array, 0, length);
          }

          @Override
          void ruin(Ruin ruin) {
            for (int i = 0; i < length; i++) {
              Array.set(array, i, ruined(type, ruin));
            }
          }
        });
  }

  private static @Nullable Object ruined(Class<?> type, Ruin ruin) {
    boolean zero = ruin == Ruin.ZERO;
    if (type == double.class) {
      return zero ? 0 : Double.NaN;
    }
    if (type == float.class) {
      return zero ? 0 : Float.NaN;
    }
    if (type == boolean.class) {
      return !zero;
    }
    if (type == char.class) {
      return '0';
    }
    return type.isPrimitive() ? (byte) (zero ? 0 : -1) : null; // a byte fits all whole numbers
  }

  private void dataSet(DataSet data) {
    add(data.getFeatures());
    add(data.getLabels());
    add(
        new Part(true) {
          @Override
          Object read() {
            return new Object[] {data.getFeatures(), data.getLabels()};
          }

          @Override
          void write(Object contents) {
            data.setFeatures((INDArray) ((Object[]) contents)[0]);
            data.setLabels((INDArray) ((Object[]) contents)[1]);
          }

          @Override
          void ruin(Ruin ruin) {
            data.setFeatures(data.getFeatures().like());
            data.setLabels(data.getLabels().like());
          }
        });
  }

  private void network(MultiLayerNetwork network) {
    if (network.params() == null) {
      return; // it is not made yet
    }
    add(network.params());
    add(network.getUpdater().getStateViewArray());
    add(
        new Part(false) {
          @Override
          Object read() {
            return new int[] {network.getIterationCount(), network.getEpochCount()};
          }

          @Override
          void write(Object contents) {
            network.setIterationCount(((int[]) contents)[0]);
            network.setEpochCount(((int[]) contents)[1]);
          }

          @Override
          void ruin(Ruin ruin) {
            write(new int[2]);
          }
        });
  }

  private void batches(DataSetIterator batches) {
    if (batches.resetSupported()) {
      batches.reset();
      while (batches.hasNext()) {
        add(batches.next());
      }
      batches.reset();
    }
  }

  private void collection(Collection<?> collection) {
    collection.forEach(this::add);
    if (isFixed(collection)) {
      return;
    }
    add(
        new Part(true) {
          @Override
          Object read() {
            return new Contents(collection.toArray());
          }

          @Override
          @SuppressWarnings("unchecked")
          void write(Object contents) {
            collection.clear();
            ((Collection<Object>) collection).addAll(Arrays.asList(((Contents) contents).all));
          }

          @Override
          void ruin(Ruin ruin) {
            collection.clear();
          }
        });
  }

  private void map(Map<?, ?> map) {
    map.values().forEach(this::add);
    if (isFixed(map)) {
      return;
    }
    add(
        new Part(true) {
          @Override
          Object read() {
            return new Object[] {
              new Contents(map.keySet().toArray()), new Contents(map.values().toArray())
            };
          }

          @Override
          @SuppressWarnings("unchecked")
          void write(Object contents) {
            map.clear();
            Object[] keys = ((Contents) ((Object[]) contents)[0]).all;
            Object[] values = ((Contents) ((Object[]) contents)[1]).all;
            for (int i = 0; i < keys.length; i++) {
              ((Map<Object, Object>) map).put(keys[i], values[i]);
            }
          }

          @Override
          void ruin(Ruin ruin) {
            map.clear();
          }
        });
  }

  /** The same objects in the same order, whatever their {@code equals} says. */
  private record Contents(Object... all) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Contents contents
          && all.length == contents.all.length
          && IntStream.range(0, all.length).allMatch(i -> all[i] == contents.all[i]);
    }

    @Override
    public int hashCode() {
      return all.length;
    }
  }

  /** By the names of the JDK's: {@code List.of}, {@code Collections.unmodifiableList}, … */
  static boolean isFixed(Object holder) {
    String type = holder.getClass().getName();
    return type.contains("Immutable")
        || type.contains("Unmodifiable")
        || type.contains("Empty")
        || type.contains("Arrays$");
  }

  private static boolean isAnswers(Class<?> type) {
    return type.getName().startsWith(ANSWERS);
  }

  /** Adds what a test's own object hands out, or the fields of an answer's object. */
  private void fields(Object object) {
    boolean isTests = object.getClass().getName().matches(".*Test(\\$.*)?");
    if (isTests && !(object instanceof Record)) {
      handedOut(object);
      return;
    }
    for (Field field : object.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        add(value(field, object));
      }
    }
  }

  /** Adds the results of methods that an interface of the answer has. */
  private void handedOut(Object object) {
    for (Class<?> type : object.getClass().getInterfaces()) {
      if (!isAnswers(type)) {
        continue;
      }
      for (Method method : type.getMethods()) {
        boolean isAsked =
            !method.getReturnType().isPrimitive() && !Modifier.isStatic(method.getModifiers());
        if (isAsked && method.getParameterCount() == 0) {
          try {
            method.setAccessible(true);
            add(method.invoke(object));
          } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }
  }
}
