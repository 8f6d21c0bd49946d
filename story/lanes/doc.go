// Package lanes draws stories: one page of HTML with a lane for each machine, that opens from disk and needs nothing else.
//
// [Draw] plays a story and writes down what happens in it. Time runs from left to right, but not evenly: the longer a pause, the
// more it is shortened, and the axis says by how much. Phases are bars, what changes none is a mark; the reasons are shown of
// whatever the pointer or the focus is on, and all of it stands below as a table. Laws that are broken stand at the top. The same
// story gives the same bytes.
package lanes
