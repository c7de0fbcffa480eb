/** Plays a shop's half year through the whole loop and reports what came of it. */
@NullMarked
package io.tierwise.launcher.demo;

import org.jspecify.annotations.NullMarked;
