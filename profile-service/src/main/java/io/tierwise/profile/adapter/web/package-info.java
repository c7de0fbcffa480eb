/** The REST API of profiles. */
@NullMarked
package io.tierwise.profile.adapter.web;

import org.jspecify.annotations.NullMarked;
