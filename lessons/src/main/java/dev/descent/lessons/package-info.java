/** Six lessons and three practices; each has a package below this one, with its text. */
package dev.descent.lessons;
