/**
 * What crosses a topic. One package per producing service; every message carries its schema name,
 * and a schema changes by addition only.
 */
@NullMarked
package io.tierwise.contracts;

import org.jspecify.annotations.NullMarked;
