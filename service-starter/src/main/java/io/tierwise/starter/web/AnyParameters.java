package io.tierwise.starter.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of operations whose addresses others lengthen: what they do not know they pass over. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AnyParameters {
  /** Who adds parameters of their own. */
  String value();
}
