package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.experiment.Optimizer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an optimizer's name. */
final class OptimizerConverter implements ITypeConverter<Optimizer> {
  @Override
  public Optimizer convert(String name) {
    try {
      return Optimizer.of(name);
    } catch (BadInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
