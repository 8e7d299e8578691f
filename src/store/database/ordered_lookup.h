// store/database/ordered_lookup.h — looks up many keys of one table, one call for each key.
#pragma once

#include <functional>
#include <string_view>

namespace codau::store {

/// Returns the answer for one key. Ascending keys are looked up fast; keys in another order cost no
/// more than single queries (store/database/key_cursor.h). The function keeps a read of the file
/// open as long as it lives. Law: the order of the keys does not change the answers.
template <typename Answer>
using OrderedLookup = std::function<Answer(std::string_view key)>;

}  // namespace codau::store
