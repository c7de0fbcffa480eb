/** The commutative fold from events to the bounded part of a profile. */
@NullMarked
package io.tierwise.profile.fold;

import org.jspecify.annotations.NullMarked;
