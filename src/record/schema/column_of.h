// record/schema/column_of.h — columns as types: the table that a column belongs to, and the type of
// its values. Their constants are in record/schema/typed_row.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "record/schema/schema.h"

namespace codau::record {

/// A column of `Tag`, whose values are of type `kType`.
template <class Tag, ColumnType kType>
struct ColumnOf {
  std::size_t index;  ///< in Table::columns and in a row
  std::string_view name;
};
/// A text of `Tag`, which has the same text as read in the next column.
template <class Tag>
struct ReadColumnOf : ColumnOf<Tag, ColumnType::kText> {
  ColumnOf<Tag, ColumnType::kText> as_read;
};

/// A column of `Tag`, whatever the type of its values.
template <class Tag>
struct AnyColumnOf {
  template <ColumnType kType>
  constexpr AnyColumnOf(ColumnOf<Tag, kType> column)  // NOLINT: converts on purpose
      : index(column.index), name(column.name) {}
  std::size_t index;  ///< in Table::columns and in a row
  std::string_view name;
};

/// What a value of the type is in C++: Value without NULL.
template <ColumnType kType>
using CellType = std::conditional_t<
    kType == ColumnType::kInt, std::int64_t,
    std::conditional_t<
        kType == ColumnType::kReal, double,
        std::conditional_t<kType == ColumnType::kBool, bool,
                           std::conditional_t<kType == ColumnType::kList, std::vector<std::string>,
                                              std::string>>>>;

}  // namespace codau::record
