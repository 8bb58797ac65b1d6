@NullMarked
package org.credence.node.cli;

import org.jspecify.annotations.NullMarked;
