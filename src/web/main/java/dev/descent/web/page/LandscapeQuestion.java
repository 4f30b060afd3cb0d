package dev.descent.web.page;

import java.util.List;
import java.util.Map;

/**
 * A question that the landscapes answer to who tries.
 *
 * @param question what the button says
 * @param task what to do then; it names no values, as those are the reader's from there on
 * @param surface the key of the surface, which brings its start, steps and rates
 * @param walkers the keys of those that are shown
 * @param settings by walker and setting, where they are not what surface and walker bring
 */
record LandscapeQuestion(
    String question,
    String task,
    String surface,
    List<String> walkers,
    Map<String, Map<String, Double>> settings) {

  static final List<LandscapeQuestion> ALL =
      List.of(
          new LandscapeQuestion(
              "At which rate does SGD leave the ravine?",
              "Raise SGD's learning rate in small steps. Up to which rate does it still come down,"
                  + " and what has that to do with the 100 in f?",
              "ravine",
              List.of("sgd"),
              Map.of()),
          new LandscapeQuestion(
              "What does momentum change at the same rate?",
              "Compare the two paths step by step: which coordinate gains from b, and which loses?"
                  + " Then try other values of μ.",
              "ravine",
              List.of("sgd", "momentum"),
              Map.of()),
          new LandscapeQuestion(
              "Who minds if the ravine is turned?",
              "Switch between Ravine and Turned ravine. Whose number of steps stays the same, and"
                  + " why not Adam's?",
              "turned",
              List.of("momentum", "adagrad", "adam"),
              Map.of()),
          new LandscapeQuestion(
              "Who leaves the saddle first?",
              "Play from the first step and watch y. Then move the start away from the ridge.",
              "saddle",
              List.of("sgd", "momentum", "adam"),
              Map.of()),
          new LandscapeQuestion(
              "Why does Adam overshoot where SGD does not?",
              "Go to the step at which Adam crosses the minimum and look at g and m. What happens"
                  + " with β1 at 0?",
              "bowl",
              List.of("sgd", "adam"),
              Map.of()),
          new LandscapeQuestion(
              "When does Adam become SGD with momentum?",
              "Raise Adam's ε to 1, and then its learning rate until its path is nearly that of"
                  + " momentum. Why does it take about ten times momentum's rate?",
              "saddle",
              List.of("momentum", "adam"),
              Map.of()),
          new LandscapeQuestion(
              "Can one rate suit plateau and hole?",
              "Look for a rate with which SGD crosses the plateau quickly and still stays in the"
                  + " hole. Compare with RMSprop.",
              "hole",
              List.of("sgd", "rmsprop"),
              Map.of("sgd", Map.of("lr", 1.0))),
          new LandscapeQuestion(
              "Who decides which minimum is found?",
              "Move the start by small steps with the arrow keys. Where does a small change lead to"
                  + " another minimum?",
              "himmelblau",
              List.of("sgd", "momentum", "rmsprop"),
              Map.of()));
}
