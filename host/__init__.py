"""An application on one Docker host, looked after by a person: each verb is a thin call of pulumi or docker."""
