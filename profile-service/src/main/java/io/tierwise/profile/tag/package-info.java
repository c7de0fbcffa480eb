/** Tags of profiles: given by hand, or had as long as a rule holds. */
@NullMarked
package io.tierwise.profile.tag;

import org.jspecify.annotations.NullMarked;
