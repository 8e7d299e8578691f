#include "store/offline_fts_builder.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "store/database_identity.h"
#include "store/search_tables.h"
#include "store/serial_executor.h"

namespace codau::store {

struct OfflineFtsBuilder::State {
  /// A file that has a name for a moment, which a sweep of parts knows (io/temp_file.h).
  class NamelessDatabase {
   public:
    explicit NamelessDatabase(const std::filesystem::path& folder)
        : name_((folder / ".words-XXXXXX.codau-part").string()), connection_(make(name_)) {
      ::unlink(name_.c_str());
      // One transaction till the end: who waits for the disk would wait for what it writes, too.
      connection_.run(
          "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
          "PRAGMA cache_size = -98304; BEGIN");
      create_offline_search(connection_);
    }
    [[nodiscard]] const Connection& connection() const noexcept { return connection_; }

   private:
    static std::string& make(std::string& name) {
      constexpr int kSuffix = 11;
      const int made = ::mkostemps(name.data(), kSuffix, O_CLOEXEC);
      if (made < 0) throw make_write_error(name, errno);
      ::close(made);
      return name;
    }

    std::string name_;
    Connection connection_;
  };

  explicit State(const std::filesystem::path& folder) : words(folder) {}

  NamelessDatabase words;
  std::optional<Connection> from;  // of the thread
  SerialExecutor executor;         // ends before the others do
};

OfflineFtsBuilder::OfflineFtsBuilder(const std::filesystem::path& folder)
    : state_(std::make_unique<State>(folder)) {}

OfflineFtsBuilder::~OfflineFtsBuilder() = default;

void OfflineFtsBuilder::add(const Connection& to, const std::filesystem::path& from,
                            std::span<const std::string> doc_ids) {
  std::vector<IndexedDocument> here;
  here.reserve(doc_ids.size());
  for (const std::string& doc_id : doc_ids) here.push_back(find_index_numbers(to, doc_id));
  state_->executor.add([state = state_.get(), from, here = std::move(here)] {
    if (!state->from || state->from->file() != from)
      state->from.emplace(from, choose_read_access(from));
    index_documents(*state->from, state->words.connection(), here);
  });
}

void OfflineFtsBuilder::merge_into(const Connection& to) {
  state_->executor.add([state = state_.get()] {
    state->from.reset();
    state->words.connection().run("COMMIT");
  });
  state_->executor.wait();
  copy_search(state_->words.connection(), to);
}

}  // namespace codau::store
