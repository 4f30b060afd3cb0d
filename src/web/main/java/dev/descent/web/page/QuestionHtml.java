package dev.descent.web.page;

import dev.descent.lesson.Question;
import dev.descent.lesson.Question.Kind;
import dev.descent.lesson.Question.Option;
import dev.descent.web.html.Html;
import dev.descent.web.html.Markdown;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A question of a lesson as a form. The page's script says what is right about an answer: by the
 * run that is on the page, else by what the text says.
 */
final class QuestionHtml {
  private final Question question;
  private final int number;
  private final Function<String, String> links;

  private QuestionHtml(Question question, int number, Function<String, String> links) {
    this.question = question;
    this.number = number;
    this.links = links;
  }

  /**
   * The form.
   *
   * @param number of the question in the lesson, from 0
   */
  static Html of(Question question, int number, Function<String, String> links) {
    return new QuestionHtml(question, number, links).form();
  }

  private Html form() {
    String asked = "asked-" + number;
    return Html.tag("form")
        .attr("class", "question")
        .attr("data-question", question.run() == null ? question.prompt() : question.run())
        .attr("data-kind", question.kind().name())
        .attr("data-run", question.run() == null ? "" : question.run())
        .attr("data-tolerance", String.valueOf(question.tolerance()))
        .attr(
            "data-right",
            question.right().stream().map(Option::plain).collect(Collectors.joining("\n")))
        .attr("aria-labelledby", asked)
        .add(
            Html.tag("div")
                .attr("class", "asked")
                .attr("id", asked)
                .add(Html.tag("strong", question.isPrediction() ? "Predict. " : "Check. "))
                .add(words(question.prompt())))
        .add(answer(asked))
        .add(
            Html.tag("p")
                .attr("class", "buttons")
                .add(Html.tag("button", "Answer").attr("type", "submit"))
                .add(" ")
                .add(Html.tag("button", "Show").attr("type", "button").attr("class", "show")))
        .add(told());
  }

  private Html answer(String asked) {
    return switch (question.kind()) {
      case CHOICE ->
          Html.tag("div")
              .attr("role", "radiogroup")
              .attr("aria-labelledby", asked)
              .add(question.options().stream().map(this::choice).toList());
      case NUMBER ->
          Html.tag("p")
              .add(
                  Html.tag("input")
                      .attr("type", "text")
                      .attr("inputmode", "decimal")
                      .attr("size", "12")
                      .attr("aria-label", "A number"));
      case ORDER ->
          Html.tag("div")
              .add(
                  question.options().stream()
                      .sorted(Comparator.comparing(Option::plain))
                      .map(this::place)
                      .toList());
    };
  }

  private Html choice(Option option) {
    return Html.tag("label")
        .add(
            Html.tag("input")
                .attr("type", "radio")
                .attr("name", "answer-" + number)
                .attr("value", option.plain()))
        .add(" ")
        .add(words(option.label()));
  }

  private Html place(Option option) {
    Html places = Html.tag("select").attr("data-option", option.plain());
    places.add(Html.tag("option", "…").attr("value", ""));
    for (int place = 1; place <= question.options().size(); place++) {
      places.add(Html.tag("option", String.valueOf(place)).attr("value", String.valueOf(place)));
    }
    return Html.tag("label").add(places).add(" ").add(words(option.label()));
  }

  private Html told() {
    Html reasons = Html.tag("ul");
    for (Option option : question.options()) {
      reasons.add(
          Html.tag("li")
              .attr("data-option", option.plain())
              .flag("data-right", option.isRight() || question.kind() == Kind.ORDER)
              .add(words("**" + option.label() + "**: " + option.why())));
    }
    return Html.tag("div")
        .attr("class", "told")
        .flag("hidden")
        .add(Html.tag("p").attr("class", "verdict"))
        .add(reasons)
        .add(Markdown.of(question.explanation(), links).whole());
  }

  private Html words(String markdown) {
    return Markdown.of(markdown, links).line();
  }
}
