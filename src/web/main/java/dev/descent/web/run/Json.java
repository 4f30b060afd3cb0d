package dev.descent.web.run;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.descent.BadInputException;
import dev.descent.report.SafeText;
import java.io.IOException;
import java.lang.reflect.Executable;

/**
 * JSON as browsers take it. They refuse a NaN and all that follows it, so a number that is not
 * finite is written as null. What they send is read strictly: every name once and none that is
 * unknown, no type taken for another, nothing missing but what may be null, no deep nesting.
 */
public final class Json {
  private static final int LONGEST_MESSAGE = 300;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(2000)
                          .maxNumberLength(50)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .annotationIntrospector(new NullIsSaid())
          .addModule(
              new SimpleModule()
                  .addDeserializer(double.class, new Finite())
                  .addDeserializer(Double.class, new Finite())
                  .addSerializer(double.class, new FiniteOrNull())
                  .addSerializer(Double.class, new FiniteOrNull())
                  .addSerializer(double[].class, new FiniteOrNulls()))
          .build();

  private Json() {}

  /** The text of an object. */
  public static String of(Object value) throws JsonProcessingException {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * The object in a text that a browser has sent.
   *
   * @throws BadInputException where it is none; the message says what and where
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new BadInputException("must be an object, got null");
      }
      return value;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof BadInputException rule) { // which the object itself has
        throw rule;
      }
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new BadInputException(
          "cannot be read: " + SafeText.cut(SafeText.line(why), LONGEST_MESSAGE), e);
    }
  }

  /** What may be null says so, see {@link CanBeNull}; all else must be there. */
  private static final class NullIsSaid extends JacksonAnnotationIntrospector {
    @Override
    public JsonSetter.Value findSetterInfo(Annotated of) {
      return of instanceof AnnotatedParameter parameter
              && !parameter.hasAnnotation(JsonAnySetter.class) // no name of its own that can lack
              && parameter.getOwner().getAnnotated() instanceof Executable maker
              && !maker.getParameters()[parameter.getIndex()].isAnnotationPresent(CanBeNull.class)
          ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
          : super.findSetterInfo(of);
    }
  }

  /** A number; 1e999 is none to a computer, and would be read as infinite. */
  private static final class Finite extends JsonDeserializer<Double> {
    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.currentToken().isNumeric()) {
        return (Double) context.handleUnexpectedToken(Double.class, json);
      }
      double value = json.getDoubleValue();
      return Double.isFinite(value)
          ? (Double) value
          : context.reportInputMismatch(this, "%s is out of range", json.getText());
    }
  }

  private static void write(double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static final class FiniteOrNull extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      write(value, json);
    }
  }

  private static final class FiniteOrNulls extends JsonSerializer<double[]> {
    @Override
    public void serialize(double[] values, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (double value : values) {
        write(value, json);
      }
      json.writeEndArray();
    }
  }
}
