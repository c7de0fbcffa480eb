/**
 * Starts the suite on one machine, loads files into it and shows what it does; no business logic.
 */
@NullMarked
package io.tierwise.launcher;

import org.jspecify.annotations.NullMarked;
