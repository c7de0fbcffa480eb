/** Catches the mails of a local stack, so that a person sees them and nobody gets them. */
@NullMarked
package io.tierwise.launcher.mail;

import org.jspecify.annotations.NullMarked;
