// record/row_stream.h — the rows of one document, wherever they are: in memory, in a file, in a
// store.
#pragma once

#include <functional>

#include "record/records.h"
#include "record/schema.h"

namespace codau::record {

using RowSink = std::function<void(const Row&)>;
/// Gives the rows of a table one after another, by primary key: always the same rows, never all of
/// them in memory for that.
using RowStream = std::function<void(const Table&, const RowSink&)>;

/// Of rows in memory, whatever their order there; keeps a reference. Of a table that is not there,
/// none.
[[nodiscard]] RowStream stream_rows(const Records& records);
/// All rows, for whoever needs them at once; every table of schema() is there.
[[nodiscard]] Records collect_records(const RowStream& rows);

}  // namespace codau::record
