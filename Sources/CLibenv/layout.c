// The sizes that both sides must agree on.
#include <stddef.h>

#include "CLibenv.h"

_Static_assert(sizeof(struct hk_libenv_option) == 144, "an option");
_Static_assert(offsetof(struct hk_libenv_option, data) == 136, "an option's data");
_Static_assert(sizeof(struct hk_libenv_options) == 16, "all options");
_Static_assert(sizeof(struct hk_libenv_tensor) == 212, "a tensor");
_Static_assert(offsetof(struct hk_libenv_tensor, sizes) == 136, "a tensor's sizes");
_Static_assert(offsetof(struct hk_libenv_buffers, actions) == 32, "the buffers");
