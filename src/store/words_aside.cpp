#include "store/words_aside.h"

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
#include "store/errands.h"
#include "store/identity.h"
#include "store/search_tables.h"

namespace codau::store {
namespace {

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
    create_search_alone(connection_);
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

}  // namespace

struct WordsAside::State {
  explicit State(const std::filesystem::path& folder) : words(folder) {}

  NamelessDatabase words;
  std::optional<Connection> from;  // of the thread
  Errands errands;                 // ends before the others do
};

WordsAside::WordsAside(const std::filesystem::path& folder)
    : state_(std::make_unique<State>(folder)) {}

WordsAside::~WordsAside() = default;

void WordsAside::add(const Connection& to, const std::filesystem::path& from,
                     std::span<const std::string> doc_ids) {
  std::vector<WordsHere> here;
  here.reserve(doc_ids.size());
  for (const std::string& doc_id : doc_ids) here.push_back(words_here(to, doc_id));
  state_->errands.add([state = state_.get(), from, here = std::move(here)] {
    if (!state->from || state->from->file() != from)
      state->from.emplace(from, reading_access(from));
    index_documents(*state->from, state->words.connection(), here);
  });
}

void WordsAside::put_into(const Connection& to) {
  state_->errands.add([state = state_.get()] {
    state->from.reset();
    state->words.connection().run("COMMIT");
  });
  state_->errands.wait();
  copy_search(state_->words.connection(), to);
}

}  // namespace codau::store
