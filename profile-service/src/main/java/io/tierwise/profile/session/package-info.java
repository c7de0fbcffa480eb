/** Sessions: the client's own, or intervals between pauses. */
@NullMarked
package io.tierwise.profile.session;

import org.jspecify.annotations.NullMarked;
