/** How a text feels, by a list of words. */
@NullMarked
package io.tierwise.profile.sentiment;

import org.jspecify.annotations.NullMarked;
