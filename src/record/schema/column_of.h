// record/schema/column_of.h — types of column names. A column's type states its table and the type
// of its values, so that the compiler rejects a mistaken column. The columns themselves are in
// record/schema/typed_row.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "record/schema/schema.h"

namespace codau::record {

/// A column of the table `Tag` with values of type `kType`. `Tag` is a struct of
/// record/schema/typed_row.h, such as Tasks.
template <class Tag, ColumnType kType>
struct ColumnOf {
  std::size_t index;  ///< in Table::columns and in a row
  std::string_view name;
};
/// A text column of `Tag` with a companion: the next column, `as_read`, holds the same text before
/// restoration.
template <class Tag>
struct ReadColumnOf : ColumnOf<Tag, ColumnType::kText> {
  ColumnOf<Tag, ColumnType::kText> as_read;
};

/// A column of `Tag` with values of any type. Every ColumnOf converts to this type.
template <class Tag>
struct AnyColumnOf {
  template <ColumnType kType>
  constexpr AnyColumnOf(ColumnOf<Tag, kType> column)  // NOLINT: converts on purpose
      : index(column.index), name(column.name) {}
  std::size_t index;  ///< in Table::columns and in a row
  std::string_view name;
};

/// The C++ type of a non-NULL value in a column of type `kType`: std::int64_t, double, bool, a list
/// of texts, or a text. Value (record/schema/row.h) holds such a value or NULL.
template <ColumnType kType>
using CellType = std::conditional_t<
    kType == ColumnType::kInt, std::int64_t,
    std::conditional_t<
        kType == ColumnType::kReal, double,
        std::conditional_t<kType == ColumnType::kBool, bool,
                           std::conditional_t<kType == ColumnType::kList, std::vector<std::string>,
                                              std::string>>>>;

}  // namespace codau::record
