/** Which keys belong to one user, decided independently of the order of arrival. */
@NullMarked
package io.tierwise.profile.identity;

import org.jspecify.annotations.NullMarked;
