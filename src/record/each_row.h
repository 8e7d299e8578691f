// record/each_row.h — the rows of one document, wherever they are: in memory, in a file, in a
// store.
#pragma once

#include <functional>

#include "record/records.h"
#include "record/schema.h"

namespace codau::record {

using TakeRow = std::function<void(const Row&)>;
/// Gives the rows of a table one after another, by primary key: always the same rows, never all of
/// them in memory for that.
using EachRow = std::function<void(const Table&, const TakeRow&)>;

/// Of rows in memory, whatever their order there; keeps a reference. Of a table that is not there,
/// none.
[[nodiscard]] EachRow each_of(const Records& records);
/// All rows, for whoever needs them at once; every table of schema() is there.
[[nodiscard]] Records gathered(const EachRow& rows);

}  // namespace codau::record
