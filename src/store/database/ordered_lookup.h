// store/database/ordered_lookup.h — many questions of one kind.
#pragma once

#include <functional>
#include <string_view>

namespace codau::store {

/// Answers questions about many keys: quickly where they come in ascending order, and no worse than
/// one by one where they do not (store/database/key_cursor.h). It looks at the file until it goes.
/// Law: the order of the questions does not matter.
template <typename Answer>
using OrderedLookup = std::function<Answer(std::string_view key)>;

}  // namespace codau::store
