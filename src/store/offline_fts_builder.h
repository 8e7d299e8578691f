// store/offline_fts_builder.h — indexes of words of documents that come by the hundred, made on a
// thread of their own while others come.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "store/sqlite.h"

namespace codau::store {

/// In a file without a name, which goes with the object.
class OfflineFtsBuilder {
 public:
  /// `folder`: that of the store. Throws Error{kOutput}.
  explicit OfflineFtsBuilder(const std::filesystem::path& folder);
  ~OfflineFtsBuilder();
  OfflineFtsBuilder(const OfflineFtsBuilder&) = delete;
  OfflineFtsBuilder& operator=(const OfflineFtsBuilder&) = delete;

  /// Documents that `to` has as the other store `from`, a file, has them, and goes on to have them.
  void add(const Connection& to, const std::filesystem::path& from,
           std::span<const std::string> doc_ids);
  /// Waits for them, and puts all into the indexes of `to`, where there are no words yet. Within a
  /// transaction of the caller. Once. Throws Error{kOutput}.
  void merge_into(const Connection& to);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::store
