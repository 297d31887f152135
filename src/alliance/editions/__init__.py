"""What readers see, as one number that every change of it raises.

A page that is the same for every reader without an account is worked out once an edition and
served from memory until the next: nothing to clear, nothing to forget to clear.

    @door(Door.PUBLIC)
    @for_all_readers
    def archive(request): ...
"""
