package dev.descent.vandal;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Copies of what answers are given and give, down to the arrays. */
final class Copies {
  private Copies() {}

  /** A copy that shares nothing that could be changed; of what nobody knows, the thing itself. */
  static Object of(Object original) {
    if (original instanceof INDArray array) {
      return array.dup('c');
    }
    if (original instanceof DataSet data) {
      return new DataSet((INDArray) of(data.getFeatures()), (INDArray) of(data.getLabels()));
    }
    if (original instanceof MultiLayerNetwork network) {
      return network.clone();
    }
    if (original instanceof List<?> list) {
      return all(list, new ArrayList<>());
    }
    if (original instanceof Set<?> set) {
      return all(set, new LinkedHashSet<>());
    }
    if (original instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(key, of(value)));
      return copy;
    }
    if (original instanceof Optional<?> value) {
      return value.map(Copies::of);
    }
    if (original != null && original.getClass().isArray()) {
      int length = Array.getLength(original);
      Object copy = Array.newInstance(original.getClass().getComponentType(), length);
      for (int i = 0; i < length; i++) {
        Array.set(copy, i, of(Array.get(original, i)));
      }
      return copy;
    }
    return original instanceof Record made ? record(made, Copies::of) : original;
  }

  private static Collection<Object> all(Collection<?> from, Collection<Object> to) {
    from.forEach(element -> to.add(of(element)));
    return to;
  }

  /** Another record of the same kind, with something made of each component. */
  static Object record(Record original, UnaryOperator<Object> made) {
    try {
      RecordComponent[] components = original.getClass().getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values = new Object[types.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = made.apply(value(original, components[i]));
      }
      Constructor<?> constructor = original.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts the copy's elements into what holds those of the original. */
  @SuppressWarnings("unchecked")
  static void putInto(Object original, Object copy) {
    if (original instanceof DataSet data) {
      data.setFeatures(((DataSet) copy).getFeatures());
      data.setLabels(((DataSet) copy).getLabels());
    } else if (original instanceof List<?> list && !Reach.isFixed(list)) {
      list.clear();
      ((List<Object>) list).addAll((List<Object>) copy);
    } else if (original instanceof Map<?, ?> map && !Reach.isFixed(map)) {
      ((Map<Object, Object>) map).putAll((Map<Object, Object>) copy);
    } else if (original instanceof Object[] array) {
      System.arraycopy(copy, 0, array, 0, array.length);
    } else if (original instanceof Record) {
      for (RecordComponent component : original.getClass().getRecordComponents()) {
        putInto(value(original, component), value(copy, component));
      }
    }
  }

  private static Object value(Object made, RecordComponent component) {
    try {
      Field field = made.getClass().getDeclaredField(component.getName());
      field.setAccessible(true);
      return field.get(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
