/** What students have handed in: folders and archives of strangers, read without trusting them. */
package dev.descent.submission;
