/** Reads files of other shops and sends them through the front door, as any client would. */
@NullMarked
package io.tierwise.launcher.importing;

import org.jspecify.annotations.NullMarked;
