/** The REST API. */
@NullMarked
package io.tierwise.campaign.adapter.web;

import org.jspecify.annotations.NullMarked;
