package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.experiment.Loss;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.OptimizerSetting;
import dev.descent.web.page.LabData;
import dev.descent.web.run.Setup;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LabSourcesTest {
  private static final LabData DATA = LabSources.data(true, LabSources.all(List.of()), List.of());

  private static List<String> names(Optimizer optimizer) {
    return optimizer.settings().stream().map(OptimizerSetting::name).toList();
  }

  @Test
  @DisplayName("every setting of every optimizer can be set, and starts as the optimizer's own")
  void settings() {
    for (LabData.OptimizerChoice choice : DATA.optimizers()) {
      List<String> shown = choice.settings().stream().map(LabData.Setting::name).toList();
      assertEquals("rate", shown.get(0));
      assertEquals(names(Optimizer.of(choice.key())), shown.subList(1, shown.size()));
      for (LabData.Setting setting : choice.settings()) {
        assertTrue(setting.value() >= setting.least() && setting.value() <= setting.most());
        assertTrue(!setting.log() || setting.least() > 0, "a slider of powers of ten");
      }
    }
  }

  @Test
  @DisplayName("all losses can be chosen")
  void losses() {
    assertEquals(
        Arrays.stream(Loss.values()).map(Loss::key).toList(),
        DATA.losses().stream().map(LabData.LossChoice::key).toList());
  }

  @Test
  @DisplayName("a question says all that the form says, so that the page sees it is the same")
  void presets() {
    Stream.concat(Stream.of(DATA.start()), DATA.presets().stream().map(LabData.Preset::setup))
        .map(Setup::optimizers)
        .flatMap(List::stream)
        .forEach(
            one ->
                assertEquals(Set.copyOf(names(Optimizer.of(one.key()))), one.settings().keySet()));
  }
}
