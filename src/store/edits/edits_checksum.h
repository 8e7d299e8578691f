// store/edits/edits_checksum.h — by what is known whether all edits of people are there as they
// were given: how many they are and a digest of all of them, in `state`, which follows each change
// by itself.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "store/database/sqlite.h"

namespace codau::store {

/// Within a transaction of the caller, who says before and after a change whose edits change. Keeps
/// a reference to the connection. Stores of an older codau get a seal with the next change.
class EditsChecksum {
 public:
  explicit EditsChecksum(const Connection& connection);
  void before(std::string_view doc_id);
  void after(std::string_view doc_id);
  void save() const;
  /// Whether the edits are those that were sealed. True if nobody has sealed them, and if there are
  /// more, which an older codau may have put there.
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
