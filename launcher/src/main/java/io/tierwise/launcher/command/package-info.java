/** The command line: one class a command. */
@NullMarked
package io.tierwise.launcher.command;

import org.jspecify.annotations.NullMarked;
