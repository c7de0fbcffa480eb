/** Use case that answers questions about profiles and their history. */
@NullMarked
package io.tierwise.profile.lookup;

import org.jspecify.annotations.NullMarked;
