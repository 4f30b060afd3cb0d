package dev.descent.web.run;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mark of a part of JSON that may be null or missing. {@code @Nullable} says that to people and
 * to the compiler alone: when the program runs, it is on no class path.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface CanBeNull {}
