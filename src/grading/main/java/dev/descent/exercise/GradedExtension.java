package dev.descent.exercise;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.nd4j.linalg.factory.Nd4j;

/** Hands graded tests their draws and checks, and leaves out those that need one that failed. */
final class GradedExtension
    implements ParameterResolver,
        ExecutionCondition,
        BeforeEachCallback,
        InvocationInterceptor,
        TestWatcher {
  private static final Namespace SPACE = Namespace.create(GradedExtension.class);

  /** The same numbers whatever ran before on this thread, in the same words in every country. */
  @Override
  public void beforeEach(ExtensionContext context) {
    Locale.setDefault(Locale.ROOT);
    Nd4j.getRandom().setSeed(draw(context).seed());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RandomInputs.class || type == Check.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() != Check.class) {
      return draw(context);
    }
    Check check = new Check(goesOn(context));
    context.getStore(SPACE).put(Check.class, check);
    return check;
  }

  private static boolean goesOn(ExtensionContext context) {
    return context.getConfigurationParameter(Grading.GOES_ON).orElse("").equals("true");
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> call, ExtensionContext context)
      throws Throwable {
    invoke(test, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> call, ExtensionContext context)
      throws Throwable {
    invoke(test, context);
  }

  /** Runs a test. What is thrown after a failed check comes of it, and the check is what counts. */
  private static void invoke(Invocation<Void> test, ExtensionContext context) throws Throwable {
    Check check = context.getStore(SPACE).get(Check.class, Check.class);
    try {
      test.proceed();
    } catch (Throwable thrown) {
      if (check != null) {
        check.end();
      }
      throw thrown;
    } finally {
      Measured measured = check == null ? null : check.measured();
      if (measured != null) {
        context.publishReportEntry(
            Map.of(
                Grading.MEASURED,
                measured.what(),
                Grading.VALUE,
                Double.toString(measured.value())));
      }
    }
    if (check != null) {
      check.end();
    }
  }

  private static RandomInputs draw(ExtensionContext context) {
    long seed = context.getConfigurationParameter(Grading.SEED, Long::valueOf).orElse(1L);
    return new RandomInputs(seed, context.getRequiredTestMethod().getName());
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Needs needs =
        context.getElement().map(element -> element.getAnnotation(Needs.class)).orElse(null);
    if (needs == null
        || context.getConfigurationParameter(Grading.NEEDS).orElse("").equals("false")) {
      return ConditionEvaluationResult.enabled(null);
    }
    requireKnown(needs, context.getRequiredTestClass());
    Set<String> failed = failed(context);
    List<String> missing = Arrays.stream(needs.value()).filter(failed::contains).toList();
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled(null)
        : ConditionEvaluationResult.disabled(
            "not checked yet: "
                + missing.stream().map(name -> shown(name, context)).collect(joining(" and "))
                + (missing.size() == 1 ? " comes first" : " come first"));
  }

  /** Refuses a name that no test has: the test that needs it would never wait for anything. */
  private static void requireKnown(Needs needs, Class<?> tests) {
    Set<String> known = new HashSet<>();
    for (Method method : tests.getDeclaredMethods()) {
      known.add(method.getName());
      Arrays.stream(method.getAnnotationsByType(Tag.class)).map(Tag::value).forEach(known::add);
    }
    for (String name : needs.value()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "@Needs must be a tag or a test of " + tests.getSimpleName() + ", got " + name);
      }
    }
  }

  /** A task by its number, a test by its sentence. */
  private static String shown(String name, ExtensionContext context) {
    return Arrays.stream(context.getRequiredTestClass().getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .filter(method -> method.isAnnotationPresent(DisplayName.class))
        .map(method -> '"' + method.getAnnotation(DisplayName.class).value() + '"')
        .findFirst()
        .orElse(name.replace('-', ' '));
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    notPassed(context);
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    notPassed(context);
  }

  /** Counts a test that was left out as failed, so that those that need it are left out as well. */
  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    notPassed(context);
  }

  private static void notPassed(ExtensionContext context) {
    failed(context).addAll(context.getTags());
    failed(context).add(context.getRequiredTestMethod().getName());
  }

  /** The tags and names of tests of this class that did not pass. */
  @SuppressWarnings("unchecked")
  private static Set<String> failed(ExtensionContext context) {
    ExtensionContext ofClass = context.getParent().orElseThrow();
    return ofClass
        .getStore(SPACE)
        .getOrComputeIfAbsent(
            Set.class,
            key -> {
              String before = context.getConfigurationParameter(Grading.FAILED).orElse("");
              return new HashSet<>(List.of(before.split(",")));
            },
            Set.class);
  }
}
