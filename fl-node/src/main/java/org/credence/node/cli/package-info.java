/**
 * The program {@code credence}: its commands, and what it shows people. Exit codes are in {@link org.credence.node.cli.ExitCode}.
 */
@NullMarked
package org.credence.node.cli;

import org.jspecify.annotations.NullMarked;
