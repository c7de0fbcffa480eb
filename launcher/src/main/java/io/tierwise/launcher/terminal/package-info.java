/** What a person sees: progress lines, tables and bars. */
@NullMarked
package io.tierwise.launcher.terminal;

import org.jspecify.annotations.NullMarked;
