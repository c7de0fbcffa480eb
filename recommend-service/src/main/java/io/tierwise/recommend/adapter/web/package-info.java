/** The REST API. */
@NullMarked
package io.tierwise.recommend.adapter.web;

import org.jspecify.annotations.NullMarked;
