/** What an event means to a profile, free of how it was sent. */
@NullMarked
package io.tierwise.profile.event;

import org.jspecify.annotations.NullMarked;
