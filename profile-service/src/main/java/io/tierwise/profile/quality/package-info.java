/** How good the data are: what came late, twice or not at all, and what no customer did. */
@NullMarked
package io.tierwise.profile.quality;

import org.jspecify.annotations.NullMarked;
