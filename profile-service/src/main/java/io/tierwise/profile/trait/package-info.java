/** What traits there are, and of which type their values look. */
@NullMarked
package io.tierwise.profile.trait;

import org.jspecify.annotations.NullMarked;
