// store/edits/edits_checksum.h — detects lost or altered edits of people. The table `state` keeps
// the number of all edits and one digest over all of them. A change of one document updates both
// without reading the other documents.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "store/database/sqlite.h"

namespace codau::store {

/// Updates the checksum while edits change, within a transaction of the caller. Keeps a reference
/// to the connection. Stores of an older codau get a checksum with their next change.
class EditsChecksum {
 public:
  explicit EditsChecksum(const Connection& connection);
  /// Takes the edits of a document out of the checksum. Call it before they change.
  void before(std::string_view doc_id);
  /// Adds the edits of a document to the checksum. Call it after they have changed.
  void after(std::string_view doc_id);
  /// Writes the checksum to the store.
  void save() const;
  /// Tells whether the edits fit the checksum. True also if no checksum was saved. True if there
  /// are more edits than counted, which an older codau may have added.
  [[nodiscard]] bool is_intact() const;

 private:
  struct Sum {
    std::int64_t count = 0;
    std::array<unsigned char, 16> digest{};
    bool operator==(const Sum&) const = default;
  };
  static void add(Sum& sum, const Statement& edit, std::int64_t sign);
  void add_all_of(std::string_view doc_id, std::int64_t sign);
  [[nodiscard]] Sum of_all() const;

  const Connection& connection_;
  Sum sum_;
  bool is_known_ = false;
};

}  // namespace codau::store
